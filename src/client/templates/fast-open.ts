import type { Template } from './template.ts';

export const fastOpen: Template = {
  id: 'fast-open',
  en: {
    label: 'Fast Open',
    detail: 'With a cookie, the SYN carries data (RFC 7413)',
    text: `diagram Fast Open asks for a cookie
client C as Client
server S as Server

C -> S SYN     seq=x           tfo
C <- S SYN,ACK seq=y   ack=x+1 tfo=a1b2c3d4
C -> S ACK     seq=x+1 ack=y+1

diagram Fast Open: the next SYN carries data
client C as Client
server S as Server

C -> S SYN     seq=u                   tfo=a1b2c3d4 data="GET /"
C <- S SYN,ACK seq=v   ack=u+6          # the data is acknowledged with the SYN
C <- S PSH,ACK seq=v+1 ack=u+6  len=40  # the answer need not wait
C -> S ACK     seq=u+6 ack=v+41
`,
  },
  zh: {
    label: '快速打开（TFO）',
    detail: '持有 Cookie 时，SYN 可以携带数据（RFC 7413）',
    text: `diagram 快速打开：首次连接取得 Cookie
client C as 客户端
server S as 服务器

C -> S SYN     seq=x           tfo
C <- S SYN,ACK seq=y   ack=x+1 tfo=a1b2c3d4
C -> S ACK     seq=x+1 ack=y+1

diagram 快速打开：再次连接时 SYN 携带数据
client C as 客户端
server S as 服务器

C -> S SYN     seq=u                   tfo=a1b2c3d4 data="GET /"
C <- S SYN,ACK seq=v   ack=u+6          # 数据与 SYN 一并确认
C <- S PSH,ACK seq=v+1 ack=u+6  len=40  # 不必等握手完成即可应答
C -> S ACK     seq=u+6 ack=v+41
`,
  },
};
