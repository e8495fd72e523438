import * as l10n from '@vscode/l10n';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import type { Host } from '../service/index.ts';

/** Translates into the language of the client; into English where there is no translation. */
export function translator(locale: string | undefined): Host['translate'] {
  l10n.config({ contents: isSimplifiedChinese(locale ?? '') ? chinese : {} });
  return (template, args) => l10n.t(template, args);
}

const isSimplifiedChinese = (locale: string): boolean => /^zh(?:$|[-_](?:cn|sg|hans))/i.test(locale);
