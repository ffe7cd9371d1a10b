/** Whether a name, in which a `*` stands for any text, is that of an annotation. */
export function isNamed(name: string, annotation: string): boolean {
  const star = name.indexOf('*');
  if (star < 0) return name === annotation;
  return (
    annotation.length >= name.length &&
    annotation.startsWith(name.slice(0, star)) &&
    annotation.endsWith(name.slice(star + 1))
  );
}

/** A list of `key=value` with commas between; what is broken is left out. */
export function attributesOf(text: string | undefined): ReadonlyMap<string, string> {
  return new Map(
    (text ?? '').split(',').flatMap((entry) => {
      const at = entry.indexOf('=');
      return at > 0 ? [[entry.slice(0, at).trim(), entry.slice(at + 1).trim()] as const] : [];
    }),
  );
}
