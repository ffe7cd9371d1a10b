import { WrongUse } from '../wrong-use.js';

/**
 * The namespace and the name in a text such as KIND/NAMESPACE/NAME, of which `names` are what follows the kind; without
 * a namespace it is `default`.
 *
 * @throws {WrongUse} when the text names no object
 */
export function namespacedName(
  text: string,
  names: readonly string[],
): { readonly namespace: string; readonly name: string } {
  const [namespace = '', name = ''] = names.length === 1 ? ['default', ...names] : names;
  if (names.length > 2 || namespace === '' || name === '') {
    throw new WrongUse(`"${text}" names no object: write KIND/NAMESPACE/NAME`);
  }
  return { namespace, name };
}
