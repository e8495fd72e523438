import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { english, translateBy, type Translate } from '../core/findings/finding.ts';

/** The languages that messages and pictures can be in. */
export type Language = 'en' | 'zh-cn';

const TRANSLATIONS: Readonly<Record<Language, Translate>> = { en: english, 'zh-cn': translateBy(chinese) };

/** The translation into a language; throws a `RangeError` for one that there is not. */
export function translateInto(language: Language): Translate {
  if (!Object.hasOwn(TRANSLATIONS, language)) {
    throw new RangeError(`there is no language '${language}': ${Object.keys(TRANSLATIONS).join(', ')}`);
  }
  return TRANSLATIONS[language];
}
