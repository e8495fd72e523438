import type { Template } from './template.ts';

export const synFlood: Template = {
  id: 'syn-flood',
  en: {
    label: 'SYN flood',
    detail: 'Half-open connections fill the queue',
    text: `diagram A SYN flood fills the queue
participant X as "Forged addresses"
server S as Server
client C as Client

X:1001  -> S:80 SYN     seq=a
X:1001  x- S:80 SYN,ACK seq=p ack=a+1  # the owner of the address never asked
X:1002  -> S:80 SYN     seq=b
X:1002  x- S:80 SYN,ACK seq=q ack=b+1
note over S: the queue of half-open connections is full
C:40000 -x S:80 SYN     seq=x  # a real client is not heard
C:40000 -x S:80 SYN     seq=x
`,
  },
  zh: {
    label: 'SYN 泛洪',
    detail: '半连接占满队列',
    text: `diagram SYN 泛洪占满半连接队列
participant X as "伪造的地址"
server S as 服务器
client C as 客户端

X:1001  -> S:80 SYN     seq=a
X:1001  x- S:80 SYN,ACK seq=p ack=a+1  # 地址的主人从未请求连接
X:1002  -> S:80 SYN     seq=b
X:1002  x- S:80 SYN,ACK seq=q ack=b+1
note over S: 半连接队列已满
C:40000 -x S:80 SYN     seq=x  # 真正的客户端得不到应答
C:40000 -x S:80 SYN     seq=x
`,
  },
};
