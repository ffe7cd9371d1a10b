import type { ItemResult, SettingResult } from './run.js';

/** One item: what was expected, what came, and how. */
export function itemText({ item, passed, settings, deviation }: ItemResult): string {
  return [
    `${passed ? 'ok    ' : 'FAILED'} ${item.id} (${item.key})`,
    ...(deviation === undefined ? [] : [`  known deviation: ${deviation}`]),
    ...settings.flatMap(settingLines),
  ].join('\n');
}

function settingLines({ setting, differences, error, trace }: SettingResult): readonly string[] {
  return [
    ...(setting === undefined ? [] : [`  ${setting}`]),
    ...(error === undefined ? [] : [`  ${error}`]),
    ...differences.flatMap((difference) => [
      `  ${difference.key}`,
      `    expected ${JSON.stringify(difference.expected)}`,
      'came' in difference
        ? `    came     ${JSON.stringify(difference.came)}`
        : '    came     nothing: the model has no answer to it',
    ]),
    ...(trace === undefined ? [] : [indented(JSON.stringify(trace, null, 2))]),
  ];
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
