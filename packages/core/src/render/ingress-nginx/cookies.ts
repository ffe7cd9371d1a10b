import { escaped, pattern, type Block } from './nginx-text.js';

/** The names of cookies that nginx has a variable for. */
const plain = /^\w+$/;

/** The variable that holds the value of a cookie. */
export function cookieVariable(cookie: string): string {
  return plain.test(cookie) ? `$cookie_${cookie}` : `$brought_${cookie.replaceAll(/\W/g, '_')}`;
}

/** What fills the variable of a cookie whose name nginx has no variable for. */
export function cookieMap(cookie: string): readonly Block[] {
  if (plain.test(cookie)) return [];
  const variable = cookieVariable(cookie);
  const source = `(?:^|[;,] *)${escaped(cookie)} *= *(?<${variable.slice(1)}_value>[^;]*)`;
  return [{ head: `map $http_cookie ${variable}`, body: [`${pattern(source, '~*')} ${variable}_value;`] }];
}
