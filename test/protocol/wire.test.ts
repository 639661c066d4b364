import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bundleHttp } from '../../shared/bundle-protocol.ts';
import { InquiryArchive } from '../../shared/inquiry/archive.ts';
import {
  GalleryHandshake,
  galleryBroadcasts,
  galleryHttp,
  galleryRequests,
} from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import { inquiryDeskHttp } from '../../shared/inquiry/log-protocol.ts';
import { inquiryBroadcasts, inquiryHttp, inquiryRequests } from '../../shared/inquiry/protocol.ts';
import { GalleryView, inquiryViews, PublicRecord } from '../../shared/inquiry/views.ts';
import { logHttp } from '../../shared/log-protocol.ts';
import { broadcasts, Handshake, http, PROTOCOL_VERSION, requests, urn } from '../../shared/protocol.ts';
import { rollHttp } from '../../shared/roll-protocol.ts';
import { Refusal } from '../../shared/sitting/refusals.ts';
import { staffHttp } from '../../shared/staff-protocol.ts';

type Parts = Record<string, Partial<Record<'payload' | 'query' | 'body' | 'reply', z.ZodType>>>;

/** Every message of requests and routes, by name and part. */
function partsOf(declared: Parts): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, parts]) =>
      Object.entries(parts).map(([part, schema]) => [`${name} ${part}`, schema]),
    ),
  );
}
/** What travels as snapshot and merge patches, whole. */
const viewsOf = (views: Record<string, z.ZodType>) =>
  Object.fromEntries(Object.entries(views).map(([name, schema]) => [`view ${name}`, schema]));

/** Every message there is in the chamber. */
const chamber: Record<string, z.ZodType> = {
  Handshake,
  Refusal,
  ...broadcasts,
  ...inquiryBroadcasts,
  ...viewsOf(inquiryViews),
  ...partsOf({
    ...requests,
    ...http,
    ...bundleHttp,
    ...staffHttp,
    ...rollHttp,
    ...logHttp,
    ...inquiryRequests,
    ...inquiryHttp,
    ...inquiryDeskHttp,
    ...urn,
  }),
};
/** And in the gallery. */
const gallery: Record<string, z.ZodType> = {
  GalleryHandshake,
  InquiryArchive,
  ...galleryBroadcasts,
  ...viewsOf({ GalleryView, PublicRecord }),
  ...partsOf({ ...galleryRequests, ...galleryHttp }),
};
const messages: Record<string, z.ZodType> = { ...chamber, ...gallery };
const names = Object.keys(messages);

const shapesOf = (of: Record<string, z.ZodType>) =>
  Object.fromEntries(
    Object.entries(of).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' }),
    ]),
  );

type Defined = z.ZodType & { _zod: { def: Record<string, unknown> } };
const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

/** Every schema inside a schema, whatever it is built of: fields, options, elements, keys and values, wrappers. */
function inside(schema: z.ZodType, seen = new Set<z.ZodType>()): Set<z.ZodType> {
  if (seen.has(schema)) return seen;
  seen.add(schema);
  const { def } = (schema as Defined)._zod;
  for (const part of Object.values(def)) {
    const nested = typeof part === 'object' && part !== null ? [part, ...Object.values(part)] : [];
    for (const one of nested) if (isSchema(one)) inside(one, seen);
  }
  return seen;
}
const objectsIn = (schema: z.ZodType) => [...inside(schema)].filter((one) => one instanceof z.ZodObject);

describe('the wire', () => {
  test('[B40] has the shape that this version of the protocol had', async () => {
    // One file per version. Before the first release it is updated; after it, a difference asks for
    // PROTOCOL_VERSION + 1, which starts a new file and leaves this one as it was.
    await expect(
      `${JSON.stringify({ PROTOCOL_VERSION, ...shapesOf(chamber) }, null, 2)}\n`,
    ).toMatchFileSnapshot(`./__snapshots__/wire-${PROTOCOL_VERSION}.snap`);
    const ofGallery = { GALLERY_PROTOCOL_VERSION, ...shapesOf(gallery) };
    await expect(`${JSON.stringify(ofGallery, null, 2)}\n`).toMatchFileSnapshot(
      `./__snapshots__/gallery-${GALLERY_PROTOCOL_VERSION}.snap`,
    );
  });

  test('[B40] the search below looks into every corner of a message', () => {
    const command = objectsIn(requests['sitting:command'].payload);
    // The message, its twenty commands, and in them rules, thresholds and agenda items.
    expect(command.length).toBeGreaterThan(25);
    expect(objectsIn(http['POST /api/sittings/:sittingId/papers'].body).length).toBeGreaterThan(6);
    const deep = z
      .array(z.union([z.string(), z.record(z.string(), z.object({ a: z.string() }).optional())]))
      .default([]);
    expect(objectsIn(deep)).toHaveLength(1);
  });

  test.each(names)('[B40] %s refuses a field that nobody expects, at every depth', (name) => {
    for (const object of objectsIn(messages[name]!)) {
      const { error } = object.safeParse({ unexpected: 1 });
      const keys = error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []));
      expect(keys, Object.keys(object.shape).join(' ')).toEqual(['unexpected']);
    }
  });

  test.each(names)('[B40] %s is an object', (name) => {
    for (const value of [undefined, null, [], '', 0, true]) {
      expect(messages[name]!.safeParse(value).success).toBe(false);
    }
  });
});
