/** A style sheet, as the build puts it into a script: its text. */
declare module '*.css' {
  const text: string;
  export default text;
}
