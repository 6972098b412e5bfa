// What went wrong with the words of a call: one sentence, exit 2.

/** The user called a verb wrongly; `message` is the sentence for stderr. */
export class WrongUsage extends Error {}
