/**
 * Characters that do more than stand there: controls, marks that turn the direction of what follows, halves of
 * characters, and what XML does not know.
 *
 * @see Unicode categories Cc, Cs; UAX 9, explicit directional formatting
 * @see W3C XML 1.0 section 2.2, Char
 */
// oxlint-disable-next-line no-control-regex
const active = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/gu;

/** The text with such characters written out: a name must not steer a terminal, or a page. */
export function printable(text: string): string {
  return text.replaceAll(active, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
