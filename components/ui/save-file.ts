// Gives the visitor a file to keep. Knows nothing of what is in it.

export function saveBytes(name: string, bytes: Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveText(name: string, text: string): void {
  saveBytes(name, new TextEncoder().encode(text), 'text/plain');
}
