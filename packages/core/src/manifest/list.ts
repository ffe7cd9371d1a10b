import { isJsonArray, isJsonObject, type JsonObject } from './json.js';
import type { Manifest, ManifestSource } from './manifest.js';

/** Lists in lists are read, but a list that holds itself must end. */
const deepest = 8;

/**
 * The objects of a list, or the manifest itself when it is none. The items of a typed list, `PodList` for instance, get
 * the kind and the version that the list implies.
 *
 * @see kubernetes/apimachinery pkg/apis/meta/v1/types.go, List; kubernetes/cli-runtime pkg/resource/visitor.go, FlattenListVisitor
 */
export function expandList(manifest: Manifest, depth = 0): readonly Manifest[] {
  const { value, source } = manifest;
  const { kind } = value;
  const items = kind === 'List' ? (value['items'] ?? []) : value['items'];
  if (typeof kind !== 'string' || !kind.endsWith('List') || !isJsonArray(items) || depth > deepest) {
    return [manifest];
  }
  return items.flatMap((item, index) => {
    const object = isJsonObject(item) ? item : {};
    return expandList(
      {
        value: kind === 'List' ? object : typed(value, kind, object),
        ...(source && { source: sourceOfItem(source, `items[${index}]`) }),
      },
      depth + 1,
    );
  });
}

function typed(list: JsonObject, kind: string, item: JsonObject): JsonObject {
  return { apiVersion: list['apiVersion'], kind: kind.slice(0, -'List'.length), ...item };
}

/** The part of a source below a path. */
export function sourceOfItem(source: ManifestSource, itemPath: string): ManifestSource {
  return {
    ...(source.file !== undefined && { file: source.file }),
    document: source.document,
    locate: (path) => source.locate(path === '.' ? itemPath : `${itemPath}.${path}`),
  };
}
