/** The sentences in Chinese, for the calls that ask for them. */
export { default as chinese } from '../../l10n/bundle.l10n.zh-cn.json';
