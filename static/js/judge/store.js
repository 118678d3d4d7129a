// What this device keeps: sheets as they are here, and changes on their way. Each row belongs to one judge.

let opened;
const open = () => {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("judge", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("sheets", { keyPath: ["judge", "slot"] });
      asked.result.createObjectStore("outbox", { keyPath: "id", autoIncrement: true }).createIndex("judge", "judge");
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
      resolve(asked.result);
    };
    asked.onerror = () => { opened = undefined; reject(asked.error); };
  });
  return opened;
};

export const ask = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// One transaction over everything; it has ended, on the disk, when the promise resolves.
export const within = async (mode, work) => {
  const db = await open();
  const whole = db.transaction(["sheets", "outbox"], mode, { durability: "strict" });
  const ended = new Promise((resolve, reject) => {
    whole.oncomplete = resolve;
    whole.onabort = whole.onerror = () => reject(whole.error);
  });
  const [result] = await Promise.all([work(whole.objectStore("sheets"), whole.objectStore("outbox")), ended]);
  return result;
};
