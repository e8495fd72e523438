import type { Template } from './template.ts';

export const keepAlive: Template = {
  id: 'keep-alive',
  en: {
    label: 'Keep-alive',
    detail: 'An idle connection is probed',
    text: `diagram Keep-alive on an idle connection
client C as Client
server S as Server
state C ESTABLISHED, S ESTABLISHED

C -> S PSH,ACK seq=100 ack=500 len=20
C <- S ACK     seq=500 ack=120
note over C,S: two hours of silence
C <- S ACK     seq=499 ack=120  # one below SND.NXT: are you still there?
C -> S ACK     seq=120 ack=500  # I am
`,
  },
  zh: {
    label: '保活探测',
    detail: '探测长时间空闲的连接',
    text: `diagram 空闲连接的保活探测
client C as 客户端
server S as 服务器
state C ESTABLISHED, S ESTABLISHED

C -> S PSH,ACK seq=100 ack=500 len=20
C <- S ACK     seq=500 ack=120
note over C,S: 两个小时没有数据
C <- S ACK     seq=499 ack=120  # 比 SND.NXT 小 1：还在吗？
C -> S ACK     seq=120 ack=500  # 在
`,
  },
};
