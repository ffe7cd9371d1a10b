import { alphabet } from '../../manifest/generated-name.js';

/** A number written in the characters of generated names, as template hashes are. @see kubernetes/apimachinery pkg/util/rand/rand.go, SafeEncodeString */
export function safeEncode(value: number): string {
  let text = '';
  for (const digit of String(value)) text += alphabet.charAt(digit.charCodeAt(0) % alphabet.length);
  return text;
}
