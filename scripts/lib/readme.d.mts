export function standalone(markdown: string, address: string): Promise<string>;
