import { z } from 'zod';
import { AccountId, DepartmentId, DeputyId } from '../ids.ts';
import { line, prose } from '../text.ts';

/** 应询部门, with those who answer for it. */
export const Department = z.strictObject({
  departmentId: DepartmentId,
  name: line(60),
  officials: z.array(z.strictObject({ name: line(40), office: line(60) })).max(20),
  /** Who answers in writing for it; null where nobody does. */
  accountId: AccountId.nullable(),
});
export type Department = z.output<typeof Department>;

/** 询问人: on the roll, or a member of the committee by name. */
export const Questioner = z.strictObject({ deputyId: DeputyId.nullable(), name: line(40) });
export type Questioner = z.output<typeof Questioner>;

/** How viewers may sign what they ask. */
export const Naming = z.enum(['anonymous', 'named', 'either']);
export type Naming = z.output<typeof Naming>;

/**
 * Of a file that browsers fetch; its host by name or IPv4 address, for the page's policy names it. `z.url` would bring its
 * parser into the first load of every tablet.
 */
const address = z
  .string()
  .max(500)
  .regex(
    /^https:\/\/[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?(?::\d{1,5})?(?:[/?#]\S*)?$/u,
    'must be an address that begins with https://',
  );
const instant = z.int().min(0);
const eachOnce = (ids: readonly string[]) => new Set(ids).size === ids.length;

/** 专题询问, as it is planned. It may be changed until it has ended. */
export const InquiryPlan = z.strictObject({
  title: line(120),
  topic: prose(2000),
  departments: z
    .array(Department)
    .min(1)
    .max(60)
    .refine((all) => eachOnce(all.map(({ departmentId }) => departmentId)), {
      message: 'a department stands twice',
    })
    .refine((all) => eachOnce(all.flatMap(({ accountId }) => accountId ?? [])), {
      message: 'an account answers for two departments',
    }),
  questioners: z.array(Questioner).max(200),
  /** Seconds after which the timer warns. It never cuts anybody off. */
  questionSeconds: z.int().min(10).max(3600),
  answerSeconds: z.int().min(10).max(3600),
  /** Viewers may ask from then on, milliseconds since 1970; null while the host has not decided. */
  askFrom: instant.nullable(),
  startsAt: instant.nullable(),
  naming: Naming,
  /** Shown to the public beside the field for a question. */
  rules: prose(3000),
  /** HLS playlist. */
  streamUrl: address.nullable(),
  posterUrl: address.nullable(),
});
export type InquiryPlan = z.output<typeof InquiryPlan>;

/** Where an inquiry is in its order of proceedings. Questions and answers happen within `questions` and `free`. */
export const Segment = z.enum(['opening', 'report', 'questions', 'free', 'statement', 'ballot', 'closing']);
export type Segment = z.output<typeof Segment>;

export const defaultLimits = { questionSeconds: 180, answerSeconds: 300 } as const;
