import type { Template } from './template.ts';

export const reset: Template = {
  id: 'reset',
  en: {
    label: 'Connection refused',
    detail: 'Nobody listens: the SYN is answered with a reset',
    text: `diagram Nobody listens on this port
client C as Client
participant S as Server
state S CLOSED

C:51000 -> S:8080 SYN     seq=x
C:51000 <- S:8080 RST,ACK seq=0 ack=x+1  # connection refused
state C CLOSED, S CLOSED
`,
  },
  zh: {
    label: '连接被拒绝',
    detail: '端口无人监听，SYN 收到 RST',
    text: `diagram 端口无人监听
client C as 客户端
participant S as 服务器
state S CLOSED

C:51000 -> S:8080 SYN     seq=x
C:51000 <- S:8080 RST,ACK seq=0 ack=x+1  # 连接被拒绝
state C CLOSED, S CLOSED
`,
  },
};
