/** What nginx fills into a rewrite target: a capture, which has one digit, or a variable. @see nginx/nginx src/http/ngx_http_script.c */
export const captureOrVariable: RegExp = /\$(?:([1-9])|([A-Za-z_0-9]+))/g;

/** The variables that a rewrite target names, captures left out. */
export function variablesIn(target: string): readonly string[] {
  return [...target.matchAll(captureOrVariable)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}
