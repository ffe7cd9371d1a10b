const reserved = /[^-._~!$&'()*+,;=:@/A-Za-z0-9]/g;

/** A decoded path of bytes as it can be sent. @see RFC 3986 section 3.3 */
export function encodedPath(path: string): string {
  return path.replaceAll(
    reserved,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A path as it is, and in spellings that mean the same once they are decoded and their dots are resolved. */
export function respelled(path: string): readonly string[] {
  const escaped = path.replace(/[A-Za-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return [path, `/.${path}`, ...(escaped === path ? [] : [escaped])];
}
