import type { Template } from './template.ts';

export const retransmission: Template = {
  id: 'retransmission',
  en: {
    label: 'Loss and retransmission',
    detail: 'An acknowledgment is lost, the timer fires',
    text: `diagram A lost acknowledgment
client C as Client
server S as Server
state C ESTABLISHED, S ESTABLISHED

C -> S PSH,ACK seq=x ack=y     len=100
C x- S ACK     seq=y ack=x+100  # lost on the way
note over C: the retransmission timer fires
C -> S PSH,ACK seq=x ack=y     len=100  # the same bytes once more
C <- S ACK     seq=y ack=x+100          # acknowledged again, and dropped
`,
  },
  zh: {
    label: '丢包与超时重传',
    detail: '确认丢失，重传定时器超时',
    text: `diagram 确认丢失与超时重传
client C as 客户端
server S as 服务器
state C ESTABLISHED, S ESTABLISHED

C -> S PSH,ACK seq=x ack=y     len=100
C x- S ACK     seq=y ack=x+100  # 确认在途中丢失
note over C: 重传定时器超时
C -> S PSH,ACK seq=x ack=y     len=100  # 重传同样的数据
C <- S ACK     seq=y ack=x+100          # 再次确认，重复的数据被丢弃
`,
  },
};
