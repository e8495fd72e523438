/** A diagram to begin with, in each language that it is written in. */
export interface Template {
  /** Names it for whoever runs the command with an argument, in kebab-case. */
  readonly id: string;
  readonly en: TemplateText;
  readonly zh: TemplateText;
}

/** A template in one language. */
export interface TemplateText {
  readonly label: string;
  /** What it shows, in a few words. */
  readonly detail: string;
  /** One diagram or more, formatted, without an error or a warning; ends with a line break. */
  readonly text: string;
}
