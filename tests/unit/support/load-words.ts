// Fetches the words of both languages, as the page does before it is drawn.
import { loadWords } from "@/i18n/words";

await Promise.all([loadWords("en"), loadWords("pt-BR")]);
