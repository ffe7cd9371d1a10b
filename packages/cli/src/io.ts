/** Where text goes. */
export interface Output {
  /** Whether a person looks at it. */
  readonly isTerminal: boolean;
  /** The width of the terminal. */
  readonly columns?: number;
  write(text: string): void;
}

/** What stands behind a path. */
export type Entry = 'file' | 'directory' | 'missing';

/** The file system, as far as the command reads it. */
export interface Files {
  entry(path: string): Entry;
  /** The names in a directory, in no particular order. */
  list(directory: string): readonly string[];
  /** @throws {InputTooLarge} when there are more bytes than the limit */
  read(path: string, limit: number): Promise<Uint8Array>;
  /** Looks out for changes of files and of what is right in directories. */
  watch(paths: readonly string[]): Watch;
}

/** A look-out for changes. */
export interface Watch {
  /** Waits for the next change; one since the last time was asked counts. `false` when there will be no more. */
  changed(): Promise<boolean>;
  close(): void;
}

/** Standard input. */
export interface Input {
  /** Whether something was piped or redirected into the command; a terminal and a closed input are neither. */
  readonly isPiped: boolean;
  /** @throws {InputTooLarge} when there are more bytes than the limit */
  read(limit: number): Promise<Uint8Array>;
}

/** All that the command needs of the world. Tests make one up; `process-io.ts` is the real one. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Input;
  readonly files: Files;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Thrown when an input holds more bytes than its limit. */
export class InputTooLarge extends Error {}
