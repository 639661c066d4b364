import type { z } from 'zod';
import { type Answer, http } from '../shared/protocol.ts';
import { Refusal } from '../shared/sitting/refusals.ts';
import { NoAnswer } from './trying.ts';

/** Routes as protocol.ts and staff-protocol.ts declare them. */
type Declared = Readonly<Record<string, { reply: z.ZodType; body?: z.ZodType }>>;
type BodyOf<D> = D extends { body: infer B extends z.ZodType } ? z.input<B> : undefined;
/** A route whose body is not declared takes a file as it is. */
type BodyAt<D, R> = R extends `GET ${string}` ? undefined : D extends { body: z.ZodType } ? BodyOf<D> : Blob;
type Ids = Readonly<Record<string, string>>;

const ANSWER_MS = 15_000;
/** Every ballot of an appraisal of sixty is 14 MB, over a weak network. */
const BUNDLE_MS = 180_000;

/** Asks routes of one declaration: one request each. A refusal is a value; throws NoAnswer. */
export function asking<H extends Declared>(declared: H) {
  return async <R extends keyof H & string>(
    route: R,
    ids: Ids = {},
    ...[body]: BodyAt<H[R], R> extends undefined ? [] : [BodyAt<H[R], R>]
  ): Promise<Answer<z.output<H[R]['reply']>>> => {
    const answered = await apiText(route, ids, body);
    if ('refused' in answered) return answered;
    return { ok: parse(declared[route]!.reply, answered.ok) as z.output<H[R]['reply']> };
  };
}

export const api = asking(http);

/** One request, answered with the bytes that were sent: a bundle's digest covers every one of them. */
export async function apiText(route: string, ids: Ids = {}, body?: unknown): Promise<Answer<string>> {
  const [method, pattern] = route.split(' ') as [string, string];
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''));
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(route.endsWith('-bundle') ? BUNDLE_MS : ANSWER_MS),
      ...(body instanceof Blob
        ? { headers: { 'content-type': 'application/octet-stream' }, body }
        : body !== undefined && {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    text = await response.text();
  } catch (error) {
    throw new NoAnswer(String(error));
  }
  if (response.ok) return { ok: text };
  const refused = Refusal.safeParse(parseJson(text)?.['refused']);
  if (!refused.success) throw new NoAnswer(`${response.status} from ${path}`);
  return { refused: refused.data };
}

function parse(schema: z.ZodType, text: string): unknown {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) throw new NoAnswer(`the answer is none of this protocol: ${parsed.error.message}`);
  return parsed.data;
}

function parseJson(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
