import { isName } from '../arrows.ts';

/** Who takes part, by what he does, or by a letter: other names are as short as they are in Chinese. */
export const ROLE =
  '(?:客户端|客户机|客户|用户端|服务器端|伺服器|伺服端|服务器|服务端|服务机|服务方|主机|浏览器|发送[方端]|接收[方端]|请求[方端]|响应[方端]|(?:主动|被动)(?:关闭|打开|连接|断开)?(?:的?一)?[方端]|对[方端])';
const ROLE_ALONE = new RegExp(`^${ROLE}$`, 'u');

/** `A 的 TCP 客户进程`, `客户端（Client）`, `the client's`: the name of the end. */
export function bare(name: string | undefined): string | undefined {
  return name
    ?.replace(/的?\s*(?:TCP)?\s*(?:客户|服务器?)?\s*(?:进程|程序)$/u, '')
    .replace(/(?<=\p{Script=Han})\s*[（(]?(?:client|server)[）)]?$/iu, '')
    .replace(/(?<=^[A-Za-z]+)[端方]$/u, '')
    .replace(/[’']s$/u, '');
}

/** Whether a name in a sentence can be that of an end: no piece of the sentence around it. */
export function isEnd(name: string): boolean {
  if (ROLE_ALONE.test(name)) return true;
  return isName(name) && !PARTS_OF_SPEECH.test(name) && !(HAN.test(name) && HAN_WORDS.test(name));
}

const PARTS_OF_SPEECH =
  /(?:^|\s)(?:it|he|she|they|we|you|i|who|which|that|this|these|those|and|or|if|when|both|most|some|any|all|each|of|to|then|must|will|packets?|segments?|messages?|flags?|numbers?|connection|handshake|state|step)(?:\s|$)/i;
const HAN = /\p{Script=Han}/u;
const HAN_WORDS =
  /[的后将要也会收到发给向和与需在把被从并且这那此该其为以就又还再最完成了是时]|同时|报文|连接|确认|数据|状态/u;
