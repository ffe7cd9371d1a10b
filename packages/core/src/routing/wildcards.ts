/**
 * Whether a text is as a pattern says, in which `*` stands for any text and `?` for one character.
 *
 * After a star only the last one needs to be tried again, so that no pattern takes long.
 * @see awsdocs/elb-application-load-balancers-user-guide load-balancer-listeners.md, path conditions
 * @example
 * matchesWildcards('/img/*', '/img/logo.png'); // true
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let afterStar = 0;
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern;
      afterStar = at;
      inPattern += 1;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[at]) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      afterStar += 1;
      inPattern = star + 1;
      at = afterStar;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}
