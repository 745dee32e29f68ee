// How much text a model needs before it can do more than learn it by heart.

/**
 * Characters from which on small models begin to carry over what they learned: on the bundled poems the best
 * validation loss of the default model is above that of counted letter pairs with 3,000 characters (2.69 and 2.65
 * nats) and below it with 10,000 (2.36 and 2.46).
 */
export const ENOUGH_CHARACTERS = 10_000;

/** Tells whether a text of so many characters can hardly be more than learned by heart. */
export function isLittleText(characters: number): boolean {
  return characters < ENOUGH_CHARACTERS;
}
