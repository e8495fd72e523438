import type { Template } from './template.ts';

export const fastRetransmit: Template = {
  id: 'fast-retransmit',
  en: {
    label: 'Fast retransmit',
    detail: 'Three duplicate ACKs ask for the lost segment',
    text: `diagram Fast retransmit
client C as Client
server S as Server
state C ESTABLISHED, S ESTABLISHED

C -x S ACK seq=1   ack=1   len=100  # the first of four is lost
C -> S ACK seq=101 ack=1   len=100
C <- S ACK seq=1   ack=1  # "I still wait for 1"
C -> S ACK seq=201 ack=1   len=100
C <- S ACK seq=1   ack=1
C -> S ACK seq=301 ack=1   len=100
C <- S ACK seq=1   ack=1
note over C: three duplicates are enough
C -> S ACK seq=1   ack=1   len=100  # sent again, without waiting for the timer
C <- S ACK seq=1   ack=401          # everything is there
`,
  },
  zh: {
    label: '快速重传',
    detail: '三个重复确认催发丢失的报文段',
    text: `diagram 快速重传
client C as 客户端
server S as 服务器
state C ESTABLISHED, S ESTABLISHED

C -x S ACK seq=1   ack=1   len=100  # 四个报文段中第一个丢失
C -> S ACK seq=101 ack=1   len=100
C <- S ACK seq=1   ack=1  # “我还在等 1”
C -> S ACK seq=201 ack=1   len=100
C <- S ACK seq=1   ack=1
C -> S ACK seq=301 ack=1   len=100
C <- S ACK seq=1   ack=1
note over C: 收到三个重复确认
C -> S ACK seq=1   ack=1   len=100  # 不等定时器，立即重传
C <- S ACK seq=1   ack=401          # 数据全部到齐
`,
  },
};
