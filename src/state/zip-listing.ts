// What a zip tells of itself at its end, where it lists its files.

/** Bytes at the end of a zip in which its list of files is looked for. */
const ZIP_END_BYTES = 2 ** 16;

/** Tells whether a file is a zip that holds a file of that name. */
export async function lists(file: File, name: string): Promise<boolean> {
  if (!/\.zip$/i.test(file.name)) return false;
  try {
    return (await file.slice(-ZIP_END_BYTES).text()).includes(name);
  } catch {
    return false;
  }
}
