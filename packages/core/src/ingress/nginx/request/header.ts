import type { Header } from '../../../request/request.js';

/** The value of a header; the name is lower case. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name === name)?.value;
}
