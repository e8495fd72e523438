import type { Template } from './template.ts';

export const handshake: Template = {
  id: 'handshake',
  en: {
    label: 'Three-way handshake',
    detail: 'A connection is opened',
    text: `diagram TCP three-way handshake
client C as Client
server S as Server

C -> S SYN     seq=x
C <- S SYN,ACK seq=y   ack=x+1
C -> S ACK     seq=x+1 ack=y+1
note over C,S: connection established
state C ESTABLISHED, S ESTABLISHED
`,
  },
  zh: {
    label: '三次握手',
    detail: '建立一个连接',
    text: `diagram TCP 三次握手
client C as 客户端
server S as 服务器

C -> S SYN     seq=x
C <- S SYN,ACK seq=y   ack=x+1
C -> S ACK     seq=x+1 ack=y+1
note over C,S: 连接建立
state C ESTABLISHED, S ESTABLISHED
`,
  },
};
