// Which room of the code may import what: the import table of docs/architecture.md as a lint rule.
import path from 'node:path';

const lspTypes = ['vscode-languageserver-types', 'vscode-languageserver-textdocument'];

/**
 * The first entry whose `path` begins a file's path is its room. `rooms` are the rooms that it may import, `types`
 * those of which it may import types alone, `packages` the packages ('node:' stands for Node's own modules). A room
 * may always import itself. A file outside of all rooms (tests, scripts) is free.
 */
export const ROOMS = [
  { path: 'src/core/text/' },
  { path: 'src/core/findings/', rooms: ['src/core/text/'] },
  { path: 'src/core/notation/', rooms: ['src/core/text/', 'src/core/findings/'] },
  { path: 'src/core/tcp/' },
  {
    path: 'src/core/check/',
    rooms: ['src/core/text/', 'src/core/findings/', 'src/core/notation/', 'src/core/tcp/'],
  },
  {
    path: 'src/core/render/',
    types: ['src/core/check/', 'src/core/findings/'],
    rooms: ['src/core/text/', 'src/core/notation/'],
  },
  {
    path: 'src/core/picture/',
    types: ['src/core/check/', 'src/core/notation/', 'src/core/render/'],
    rooms: ['src/core/text/'],
  },
  {
    path: 'src/core/plot/',
    types: ['src/core/check/', 'src/core/findings/'],
    rooms: ['src/core/text/', 'src/core/notation/', 'src/core/picture/'],
  },
  { path: 'src/core/intake/', rooms: ['src/core/text/', 'src/core/notation/', 'src/core/tcp/'] },
  { path: 'src/core/', rooms: ['src/core/'] },
  { path: 'src/service/', rooms: ['src/core/'], types: ['src/protocol/'], packages: lspTypes },
  { path: 'src/protocol/', types: ['src/core/'], packages: ['vscode-languageserver-types'] },
  { path: 'src/files/changed.ts', rooms: ['src/files/'], packages: ['node:'] },
  { path: 'src/files/replace.ts', rooms: ['src/files/'], packages: ['node:'] },
  { path: 'src/files/find.ts', rooms: ['src/files/'], packages: ['node:'] },
  { path: 'src/files/read.ts', rooms: ['src/files/'], packages: ['node:'] },
  {
    path: 'src/files/',
    rooms: ['src/core/picture/source-text.ts'],
    types: ['src/core/render/forms.ts'],
  },
  { path: 'src/server/node.ts', rooms: ['src/server/'], packages: ['vscode-languageserver', 'node:'] },
  { path: 'src/server/stdio.ts', rooms: ['src/server/'], packages: ['vscode-languageserver', 'node:'] },
  { path: 'src/server/files.ts', rooms: ['src/files/'], types: ['src/protocol/'], packages: ['node:'] },
  {
    path: 'src/server/',
    rooms: ['src/service/', 'src/core/notation/look.ts', 'src/core/text/fences.ts', 'src/files/kinds.ts', 'l10n/'],
    types: ['src/protocol/'],
    packages: ['vscode-languageserver', '@vscode/l10n', ...lspTypes],
  },
  {
    path: 'src/client/node.ts',
    rooms: ['src/client/', 'src/files/'],
    packages: ['vscode', 'vscode-languageclient', 'node:'],
  },
  { path: 'src/client/lazy/intake.ts', rooms: ['src/core/intake/'] },
  {
    path: 'src/client/web.ts',
    rooms: ['src/client/', 'src/files/', 'src/markdown/'],
    packages: ['vscode', 'vscode-languageclient'],
  },
  {
    path: 'src/client/',
    rooms: [
      'src/markdown/',
      'src/files/',
      'src/core/render/forms.ts',
      'src/core/notation/look.ts',
      'src/core/text/printable.ts',
    ],
    types: ['src/protocol/', 'src/core/intake/'],
    packages: ['vscode', 'vscode-languageclient'],
  },
  {
    path: 'src/preview/',
    rooms: ['src/core/picture/', 'src/core/plot/', 'src/core/render/forms.ts', 'src/core/notation/look.ts'],
    types: ['src/protocol/'],
    packages: ['mermaid'],
  },
  {
    path: 'src/markdown/notebook.ts',
    rooms: ['src/core/picture/', 'src/preview/', 'src/markdown/', 'media/'],
    packages: ['markdown-it'],
  },
  { path: 'src/markdown/script', rooms: ['src/preview/'], types: ['src/protocol/', 'src/markdown/'] },
  { path: 'src/markdown/', rooms: ['src/core/'], types: ['src/protocol/'], packages: ['markdown-it'] },
  { path: 'src/library/', rooms: ['src/core/', 'src/files/', 'l10n/'] },
  {
    path: 'src/site/',
    rooms: ['src/core/', 'src/library/', 'src/markdown/html.ts'],
    types: [],
    packages: ['markdown-it'],
  },
  { path: 'src/mcp/', rooms: ['src/core/'], packages: ['@modelcontextprotocol/sdk', 'zod'] },
  {
    path: 'src/cli/node.ts',
    rooms: ['src/cli/', 'src/core/text/printable.ts', 'src/files/', 'package.json'],
    types: ['src/mcp/'],
    packages: ['node:'],
  },
  { path: 'src/cli/main', rooms: ['src/cli/'] },
  { path: 'src/cli/chinese.ts', rooms: ['l10n/'] },
  { path: 'src/cli/', rooms: ['src/core/', 'src/files/'], packages: ['commander'] },
];

/** @returns {typeof ROOMS[number] | undefined} the room of a file, named by its path from the root of the repository */
const roomOf = (file) => ROOMS.find((room) => file.startsWith(room.path));

const begins = (file, prefixes) => (prefixes ?? []).some((prefix) => file.startsWith(prefix));

/**
 * Judges one import.
 * @param {string} file the importing file, from the root of the repository, with forward slashes
 * @param {string} source what it imports, as written
 * @param {boolean} typesOnly whether it imports types alone
 * @returns {string | undefined} what is wrong, in words
 */
export function judgeImport(file, source, typesOnly) {
  const room = roomOf(file);
  if (!room) return undefined;
  if (source.startsWith('.')) return judgeRelative(room, path.posix.join(path.posix.dirname(file), source), typesOnly);
  const allowed = (room.packages ?? []).some(
    (name) => source === name || source.startsWith(name === 'node:' ? name : `${name}/`),
  );
  return allowed ? undefined : `${room.path} may not import the package '${source}'`;
}

function judgeRelative(room, target, typesOnly) {
  const targetRoom = roomOf(target);
  if (targetRoom === room || begins(target, room.rooms)) return undefined;
  if (begins(target, room.types)) {
    return typesOnly ? undefined : `${room.path} may import types alone from '${target}' (import type)`;
  }
  return `${room.path} may not import '${target}'`;
}

const onlyTypes = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier.importKind === 'type'));

/** A plugin of Oxlint, which has the interface of one of ESLint. */
export default {
  meta: { name: 'house' },
  rules: {
    rooms: {
      meta: {
        type: 'problem',
        schema: [],
        messages: { room: '{{problem}}: see the import table in docs/architecture.md.' },
      },
      create(context) {
        const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
        const check = (node, source, typesOnly) => {
          if (typeof source?.value !== 'string') return;
          const problem = judgeImport(file, source.value, typesOnly);
          if (problem) context.report({ node: source, messageId: 'room', data: { problem } });
        };
        return {
          ImportDeclaration: (node) => check(node, node.source, onlyTypes(node)),
          ExportNamedDeclaration: (node) => check(node, node.source, onlyTypes(node)),
          ExportAllDeclaration: (node) => check(node, node.source, onlyTypes(node)),
          ImportExpression: (node) => check(node, node.source, false),
          TSImportType: (node) => check(node, node.source, true),
          TSImportEqualsDeclaration: (node) => check(node, node.moduleReference?.expression, false),
        };
      },
    },
  },
};
