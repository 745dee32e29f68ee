// Thrown where finite weights give predictions that are not: told apart from mistakes of the program by its class.

/** Says which logit cannot be used. */
export class LogitsNotFinite extends Error {}
