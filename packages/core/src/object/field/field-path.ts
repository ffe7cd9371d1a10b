/**
 * One step of the way to a field: the name of a field, the index of an item, the key of an entry of a map, or a field
 * that the API server spells otherwise in its messages.
 */
export type PathSegment =
  | string
  | number
  | {
      readonly key: string;
      /** The API server names the map and not the key. */
      readonly unspoken?: true;
    }
  | {
      readonly field: string;
      /** The empty string where the API server leaves the field out. */
      readonly spelled: string;
    };

/** Whether a path is to be read as the API server spells it in messages, or as it stands in the manifest. */
export type Spelling = 'message' | 'manifest';

/**
 * The text of a field path; `.` is the object as a whole.
 *
 * @see kubernetes/apimachinery pkg/util/validation/field/path.go, Path.String
 * @example
 * fieldPath(['metadata', 'annotations', { key: 'example.com/x' }], 'message'); // 'metadata.annotations[example.com/x]'
 */
export function fieldPath(segments: readonly PathSegment[], spelling: Spelling): string {
  let text = '';
  for (const segment of segments) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (typeof segment === 'string') text += after(text, segment);
    else if ('field' in segment)
      text += after(text, spelling === 'message' ? segment.spelled : segment.field);
    else if (spelling === 'manifest' || segment.unspoken !== true) text += `[${segment.key}]`;
  }
  return text === '' ? '.' : text;
}

function after(text: string, name: string): string {
  return text === '' || name === '' ? name : `.${name}`;
}
