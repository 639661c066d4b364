import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Snapshot, Tick } from '../../shared/inquiry/feed.ts';
import {
  Ask,
  GalleryHandshake,
  GalleryRefusal,
  galleryBroadcasts,
  galleryHttp,
  galleryRequests,
  Like,
  Support,
} from '../../shared/inquiry/gallery-protocol.ts';
import { GALLERY_PROTOCOL_VERSION } from '../../shared/inquiry/limits.ts';
import {
  GalleryView,
  Own,
  OwnQuestion,
  PublicQuestion,
  PublicVote,
  TurnView,
} from '../../shared/inquiry/views.ts';
import { notationOf, type Schema } from './type-notation.ts';

const docs = join(import.meta.dirname, '../../docs');
export const documentFile = join(docs, 'protocol.md');
export const exampleFile = join(docs, 'examples/follow-and-ask.mjs');

/** Shapes that have a section of their own, in the order in which they are told. */
const shapes = {
  Snapshot,
  Tick,
  GalleryView,
  PublicQuestion,
  TurnView,
  Ask,
  Support,
  Like,
  Own,
  OwnQuestion,
  Refusal: GalleryRefusal,
} as const;

/** And one that is too long to be told here. */
const named = { ...shapes, PublicVote };

type Shapes = Record<string, z.ZodType>;

/** Each shape as text; those that have a name are referred to by it. */
function notations(all: Shapes): Record<string, string> {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(all)) registry.add(shape, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => id, io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(schemas as Record<string, Schema>).map(([id, schema]) => [id, notationOf(schema)]),
  );
}

/** What a message carries, by the name of its shape where it has one. */
function carried(shape: z.ZodType): string {
  const known = Object.entries(named).find(([, one]) => one === shape);
  if (known) return known[0];
  return notations({ ...named, carried: shape })['carried']!;
}

const code = (text: string) => (text.includes('\n') ? `\n\n\`\`\`ts\n${text}\n\`\`\`` : `\`${text}\``);

function requestLines(): string {
  return Object.entries(galleryRequests)
    .map(
      ([name, { payload, reply }]) =>
        `- \`${name}\` with ${code(carried(payload))} answers \`{ ok }\` with ${code(carried(reply))}`,
    )
    .join('\n');
}

function broadcastLines(): string {
  return Object.entries(galleryBroadcasts)
    .map(([name, shape]) => `- \`${name}\`: ${code(carried(shape))}`)
    .join('\n');
}

function routeLines(): string {
  const lines = Object.entries(galleryHttp).map(([route, about]) => {
    const parts: { body?: z.ZodType; query?: z.ZodType; reply: z.ZodType } = about;
    const sent = parts.body
      ? ` with ${code(carried(parts.body))}`
      : parts.query
        ? `, query ${code(carried(parts.query))},`
        : '';
    return `- \`${route}\`${sent} answers ${code(carried(parts.reply))}`;
  });
  return lines.join('\n');
}

function shapeSections(): string {
  const texts = notations(shapes);
  return Object.keys(shapes)
    .map((name) => `### ${name}\n\n\`\`\`ts\n${texts[name]}\n\`\`\``)
    .join('\n\n');
}

/** The public protocol, for whoever writes a client of it. */
export function galleryDocument(): string {
  return `# Following an inquiry and asking in it

<!-- Made by \`npm run docs:protocol\` of shared/inquiry/gallery-protocol.ts; do not edit. -->

What the public's page does any program can do: follow an inquiry live, ask, support and like. No account is needed. This is version
${GALLERY_PROTOCOL_VERSION} of the protocol. A Socket.IO client of version 4 is enough, or any HTTP client.

## In short

1. **Visit.** \`POST /api/gallery/visits\` with the six-digit code gives the inquiry's id and, the first time, a cookie. The cookie is who you are:
   send it with everything else, and keep it.
2. **Connect** by Socket.IO to the path \`/gallery/socket\`, transport \`websocket\` only, with
   ${code(carried(GalleryHandshake))} as \`auth\`.
3. **Follow.** First comes \`gallery:snapshot\` with the whole view (\`view\` is a [GalleryView](#galleryview)), then \`gallery:tick\` with changes: each is a JSON Merge
   Patch ([RFC 7396](https://www.rfc-editor.org/rfc/rfc7396)) against the view of the number before. Within one \`epoch\` numbers rise by one. One that
   you have already says nothing new; after a gap, or with another epoch, ask for \`gallery:snapshot\`. Nothing in a view is ever null: what is not
   there is left out.
4. **Post**, with an acknowledgement. \`{ ok }\` means that it is on disk. Send it again if no answer comes: the same \`key\` is the same question, the
   largest \`count\` of likes holds, and a support is there or not. \`{ refused }\` says why not, and \`retryMs\` after how long to try again.
5. **When it is full**, \`gallery:full\` comes and the socket ends. Ask \`GET /api/gallery/:inquiryId/live\` every few seconds instead, with the \`ETag\` of the last
   answer in \`If-None-Match\`, post by HTTP, and try the socket again after \`retryMs\`.

A device that reads too slowly is sent no more ticks, and a new snapshot when it has read everything. Packets have at most 8 KB, bodies too.
Ask, support, like and read only so often: six questions a minute, and not faster than \`intake.slowSeconds\`.

## In some twenty lines

\`npm install socket.io-client\`, then \`node follow-and-ask.mjs https://vote.example.org 271828 '幼儿园学位什么时候增加？'\`. It prints the view after every
change, and what became of the question that it asks.

\`\`\`js
${readFileSync(exampleFile, 'utf8').trim()}
\`\`\`

## By socket

What a client asks, each with an acknowledgement; instead of \`ok\` there may be \`{ refused }\` with a [Refusal](#refusal):

${requestLines()}

What the server sends:

${broadcastLines()}

## By HTTP

JSON both ways. A refusal has a status of 4xx or 503 and the body \`{ refused }\` with a [Refusal](#refusal).

${routeLines()}

## Shapes

\`Id\`, \`Key\` and \`Code\` are strings of 8 to 64 letters, digits, - or _, of 16 to 64 such, and of six digits; times are milliseconds since 1970.
A key is drawn at random for each post. A name with ? may be missing, and no other name may be sent. A \`PublicVote\` is a published result
with its papers, as [shared/inquiry/views.ts](../shared/inquiry/views.ts) has it.

${shapeSections()}
`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(documentFile, galleryDocument());
