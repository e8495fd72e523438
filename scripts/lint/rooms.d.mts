export interface Room {
  readonly path: string;
  readonly rooms?: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

export const ROOMS: readonly Room[];

/** What is wrong with an import, in words; undefined where nothing is. */
export function judgeImport(file: string, source: string, typesOnly: boolean): string | undefined;
