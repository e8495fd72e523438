import type { Template } from './template.ts';

export const closeWaitLeak: Template = {
  id: 'close-wait-leak',
  en: {
    label: 'CLOSE-WAIT leak',
    detail: 'A program forgets to call close()',
    text: `diagram A CLOSE-WAIT leak: the service never calls close()
client C as Client
server S as Service
state C ESTABLISHED, S ESTABLISHED

C -> S FIN,ACK seq=u ack=v
C <- S ACK     seq=v ack=u+1
state C FIN-WAIT-2, S CLOSE-WAIT
note over C,S: the kernel has answered, the program has not
... minutes later
state S CLOSE-WAIT
`,
  },
  zh: {
    label: 'CLOSE-WAIT 泄漏',
    detail: '程序忘记调用 close()',
    text: `diagram CLOSE-WAIT 泄漏：服务端忘记调用 close()
client C as 客户端
server S as 服务端
state C ESTABLISHED, S ESTABLISHED

C -> S FIN,ACK seq=u ack=v
C <- S ACK     seq=v ack=u+1
state C FIN-WAIT-2, S CLOSE-WAIT
note over C,S: 内核已经应答，程序却没有关闭连接
... 几分钟以后
state S CLOSE-WAIT
`,
  },
};
