import { z } from 'zod';
import { canonicalHash } from './bytes.ts';

const opaque = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, - or _');

export const SittingId = opaque.brand<'SittingId'>();
export const DeputyId = opaque.brand<'DeputyId'>();
export const AccountId = opaque.brand<'AccountId'>();
export const PaperId = opaque.brand<'PaperId'>();
export const VoteId = opaque.brand<'VoteId'>();
export const CommandId = opaque.brand<'CommandId'>();
export const TakeoverId = opaque.brand<'TakeoverId'>();
export const InquiryId = opaque.brand<'InquiryId'>();
export const QuestionId = opaque.brand<'QuestionId'>();
/** One exchange of words within a question: it is put, followed up, answered. */
export const TurnId = opaque.brand<'TurnId'>();
export const DepartmentId = opaque.brand<'DepartmentId'>();
/** A person in the gallery, as far as anybody knows: a signed cookie and nothing else. */
export const ViewerId = opaque.brand<'ViewerId'>();
export const ItemId = z
  .string()
  .regex(/^[\w.:/#+-]{1,64}$/, 'must be 1 to 64 letters, digits or any of _ - . : / # +')
  .brand<'ItemId'>();
/** 16 random bytes, hex. */
export const BallotId = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'must be 32 hex digits')
  .brand<'BallotId'>();
/** SHA-256, hex. */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits')
  .brand<'Digest'>();

export type SittingId = z.output<typeof SittingId>;
export type DeputyId = z.output<typeof DeputyId>;
export type AccountId = z.output<typeof AccountId>;
export type PaperId = z.output<typeof PaperId>;
export type VoteId = z.output<typeof VoteId>;
export type CommandId = z.output<typeof CommandId>;
export type TakeoverId = z.output<typeof TakeoverId>;
export type InquiryId = z.output<typeof InquiryId>;
export type QuestionId = z.output<typeof QuestionId>;
export type TurnId = z.output<typeof TurnId>;
export type DepartmentId = z.output<typeof DepartmentId>;
export type ViewerId = z.output<typeof ViewerId>;
export type ItemId = z.output<typeof ItemId>;
export type BallotId = z.output<typeof BallotId>;
export type Digest = z.output<typeof Digest>;

/**
 * An id for what a command brings into being. It is derived from the command's own id, so that the rules
 * need no randomness and a repeated command names the same thing.
 */
export function derivedId(commandId: CommandId, what: string, index = 0): string {
  return canonicalHash([commandId, what, index]).slice(0, 24);
}
