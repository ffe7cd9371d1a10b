/** Collects what an option that may be given again is read to. */
export function listOf<Value>(
  read: (text: string) => Value,
): (text: string, previous?: readonly Value[]) => readonly Value[] {
  return (text, previous = []) => [...previous, read(text)];
}
