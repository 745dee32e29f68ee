// Mounts the app; nothing else.
export {};
