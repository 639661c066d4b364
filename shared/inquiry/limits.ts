/** What the public page needs to know without loading what parses messages. */

/** Raised by every change of a message to or from the gallery. */
export const GALLERY_PROTOCOL_VERSION = 1;

/** Longest question of anybody, in characters as people count them. */
export const MAX_QUESTION = 500;
/** The same in UTF-16 code units, before anything is known of what a character is. */
export const MAX_QUESTION_UNITS = 4 * MAX_QUESTION;
export const MAX_WRITTEN_ANSWER = 5000;
