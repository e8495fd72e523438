/** The door of the assist room: what assistants are told, and the tools that they can call. Everything here is pure. */
export { NOTATION_PAGE } from './page.ts';
export { callTool, inputSchema, TOOLS, type Parameter, type Tool, type ToolAnswer, type ToolInput } from './tools.ts';
export { checkReport, type CheckedFinding, type CheckReport } from './check.ts';
export { stepText } from './trace.ts';
export { ruleSection } from './rule.ts';
