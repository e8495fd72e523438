/** The door of the assist room: what assistants are told, and the tools that they can call. Everything here is pure. */
export { NOTATION_PAGE } from './page.ts';
export { callTool, inputSchema, TOOLS, type Parameter, type ToolInput } from './tools.ts';
export { stepText } from './trace.ts';
export { ruleSection } from './rule.ts';
