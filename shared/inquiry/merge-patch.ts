/** What JSON can say of an object's members; a member that is null would be one that is not there. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Members = Record<string, unknown>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON Merge Patch (RFC 7396) that makes `after` of `before`, or undefined when they are the same. Both are plain JSON
 * objects, none of whose members is null: to such a patch null means "not there". Arrays are replaced whole. Parts that
 * are the same object are not looked into.
 */
export function patchBetween(before: object, after: object): Members | undefined {
  const patch: Members = {};
  const [was, is] = [before as Members, after as Members];
  for (const name of Object.keys(was))
    if (was[name] !== undefined && own(is, name) === undefined) put(patch, name, null);
  for (const [name, value] of Object.entries(is)) {
    const earlier = own(was, name);
    if (value === undefined || value === earlier) continue;
    if (value === null) throw new Error(`a merge patch cannot say that ${name} is null`);
    const change = changeOf(earlier, value);
    if (change !== undefined) put(patch, name, change);
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** A member that is the object's own: people choose some names, and `constructor` is on every object. */
const own = (members: Members, name: string): unknown =>
  Object.hasOwn(members, name) ? members[name] : undefined;

/** Sets a member, whatever it is called; an assignment to `__proto__` would set the prototype. */
function put(members: Members, name: string, value: unknown): void {
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
}

function changeOf(was: unknown, is: unknown): unknown {
  if (isMembers(was) && isMembers(is)) return patchBetween(was, is);
  if (isMembers(is)) return patchBetween({}, is) ?? {};
  return JSON.stringify(was) === JSON.stringify(is) ? undefined : is;
}

/** RFC 7396, section 2. Returns a new object and shares what did not change; neither argument is changed. */
export function patched<T>(target: T, patch: unknown): T {
  if (!isMembers(patch)) return patch as T;
  const result: Members = isMembers(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else put(result, name, patched(own(result, name), value));
  }
  return result as T;
}
