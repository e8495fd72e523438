import type { Template } from './template.ts';

export const close: Template = {
  id: 'close',
  en: {
    label: 'Four-way close',
    detail: 'One end closes first, the other one when it is done',
    text: `diagram TCP four-way close
client C as Client
server S as Server
state C ESTABLISHED, S ESTABLISHED

C -> S FIN,ACK seq=u ack=v
C <- S ACK     seq=v ack=u+1
state C FIN-WAIT-2, S CLOSE-WAIT

... the server sends what is left
C <- S FIN,ACK seq=w   ack=u+1
C -> S ACK     seq=u+1 ack=w+1
state C TIME-WAIT, S CLOSED

timeout C  # after 2 MSL
state C CLOSED, S CLOSED
`,
  },
  zh: {
    label: '四次挥手',
    detail: '一方先关闭，另一方说完再关闭',
    text: `diagram TCP 四次挥手
client C as 客户端
server S as 服务器
state C ESTABLISHED, S ESTABLISHED

C -> S FIN,ACK seq=u ack=v
C <- S ACK     seq=v ack=u+1
state C FIN-WAIT-2, S CLOSE-WAIT

... 服务器发送剩余的数据
C <- S FIN,ACK seq=w   ack=u+1
C -> S ACK     seq=u+1 ack=w+1
state C TIME-WAIT, S CLOSED

timeout C  # 经过 2MSL
state C CLOSED, S CLOSED
`,
  },
};
