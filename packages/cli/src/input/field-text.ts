/** Keys and indexes as messages write them: `applications[0].listens[1]`, `metadata.labels[app.kubernetes.io/name]`. */
export function fieldText(path: readonly string[]): string {
  return path.reduce((text, step) => {
    if (/^\d+$/.test(step) || /[.[]/.test(step)) return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
