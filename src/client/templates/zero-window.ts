import type { Template } from './template.ts';

export const zeroWindow: Template = {
  id: 'zero-window',
  en: {
    label: 'Zero window',
    detail: 'A slow reader stops the sender, a probe starts it again',
    text: `diagram Zero window and window probe
participant S as Sender
participant R as "Slow reader"
state S ESTABLISHED, R ESTABLISHED

S -> R PSH,ACK seq=1    ack=1    len=1000
S <- R ACK     seq=1    ack=1001          win=0  # the buffer is full
note over R: the program does not read
S -> R ACK     seq=1001 ack=1    len=1  # a probe of one byte
S <- R ACK     seq=1    ack=1001          win=0
S <- R ACK     seq=1    ack=1001          win=4096  # there is room again
S -> R PSH,ACK seq=1001 ack=1    len=1000
S <- R ACK     seq=1    ack=2001          win=4096
`,
  },
  zh: {
    label: '零窗口',
    detail: '接收方来不及读，发送方用探测报文段试探',
    text: `diagram 零窗口与窗口探测
participant S as 发送方
participant R as 接收方
state S ESTABLISHED, R ESTABLISHED

S -> R PSH,ACK seq=1    ack=1    len=1000
S <- R ACK     seq=1    ack=1001          win=0  # 接收缓冲区已满
note over R: 应用程序没有读取数据
S -> R ACK     seq=1001 ack=1    len=1  # 一个字节的探测
S <- R ACK     seq=1    ack=1001          win=0
S <- R ACK     seq=1    ack=1001          win=4096  # 窗口重新打开
S -> R PSH,ACK seq=1001 ack=1    len=1000
S <- R ACK     seq=1    ack=2001          win=4096
`,
  },
};
