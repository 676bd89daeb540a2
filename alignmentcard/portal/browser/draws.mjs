// Numbers drawn as numpy/random.py beside this file draws them, for arrays of many: the same from the same state.
// PCG64 in 32-bit words, since numbers of JavaScript hold no 64 bits; the state is four words and four of the step, lowest
// first, then whether half of a word is kept, and which.
const [M0, M1, M2, M3] = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05];
const WORD = 2 ** 32;
const TO_DOUBLE = 1 / 9007199254740992;
const TABLE = [0];
for (let k = 1, sum = 0; k < 126; k += 1) TABLE.push(sum += Math.log(k));

function logFactorial(k) {
  if (k < 126) return TABLE[k];
  return (k + 0.5) * Math.log(k) - k + (0.9189385332046728 + (1 / k) * (1 / 12 - 1 / (360 * k * k)));
}

const low = (one, other) => Math.imul(one, other) >>> 0;

// The upper 32 bits of a product of two words.
function high(one, other) {
  const a = one & 0xffff;
  const b = one >>> 16;
  const c = other & 0xffff;
  const d = other >>> 16;
  const middle = b * c + ((a * c) >>> 16);
  const rest = a * d + (middle & 0xffff);
  return b * d + (middle >>> 16) + (rest >>> 16);
}

class Generator {
  constructor(words) {
    this.state = Uint32Array.from(words.slice(0, 4));
    this.step = Uint32Array.from(words.slice(4, 8));
    this.isKept = Boolean(words[8]);
    this.kept = words[9];
    this.low = 0;
    this.high = 0;
  }

  words() {
    return [...this.state, ...this.step, this.isKept ? 1 : 0, this.kept];
  }

  // state = state * MULTIPLIER + step, word by word; then the two halves are mixed and turned.
  next() {
    const { state, step } = this;
    const s0 = state[0];
    const s1 = state[1];
    const s2 = state[2];
    const s3 = state[3];
    let sum = low(s0, M0) + step[0];
    const first = sum >>> 0;
    sum = (sum - first) / WORD + high(s0, M0) + low(s0, M1) + low(s1, M0) + step[1];
    const second = sum >>> 0;
    sum = (sum - second) / WORD + high(s0, M1) + high(s1, M0) + low(s0, M2) + low(s1, M1) + low(s2, M0) + step[2];
    const third = sum >>> 0;
    sum = (sum - third) / WORD + high(s0, M2) + high(s1, M1) + high(s2, M0) + low(s0, M3) + low(s1, M2) + low(s2, M1)
      + low(s3, M0) + step[3];
    const last = sum >>> 0;
    state[0] = first;
    state[1] = second;
    state[2] = third;
    state[3] = last;
    let turn = last >>> 26;
    const isTurned = turn & 32;
    const mixed = (first ^ third) >>> 0;
    const other = (second ^ last) >>> 0;
    const a = isTurned ? other : mixed;
    const b = isTurned ? mixed : other;
    turn &= 31;
    this.low = turn ? (a >>> turn | b << (32 - turn)) >>> 0 : a;
    this.high = turn ? (b >>> turn | a << (32 - turn)) >>> 0 : b;
  }

  next32() {
    if (this.isKept) {
      this.isKept = false;
      return this.kept;
    }
    this.next();
    this.isKept = true;
    this.kept = this.high;
    return this.low;
  }

  double() {
    this.next();
    return (this.high * 2097152 + (this.low >>> 11)) * TO_DOUBLE;
  }

  masked(most) {
    const mask = most ? 0xffffffff >>> Math.clz32(most) : 0;
    let value;
    do value = (this.next32() & mask) >>> 0; while (value > most);
    return value;
  }

  ofUrn(good, bad, sample) {
    let total = good + bad;
    if (sample >= 10 && sample <= total - 10) return this.byRatio(good, bad, sample);
    const more = sample > Math.floor(total / 2);
    let left = more ? total - sample : sample;
    let rest = good;
    while (left > 0 && rest > 0 && total > rest) {
      total -= 1;
      if (this.masked(total) < rest) rest -= 1;
      left -= 1;
    }
    if (total === rest) rest -= left;
    return more ? rest : good - rest;
  }

  byRatio(good, bad, sample) {
    const total = good + bad;
    const drawn = Math.min(sample, total - sample);
    const few = Math.min(good, bad);
    const many = Math.max(good, bad);
    const p = few / total;
    const q = many / total;
    const a = drawn * p + 0.5;
    const c = Math.sqrt((total - drawn) * drawn * p * q / (total - 1) + 0.5);
    const h = 1.7155277699214135 * c + 0.8989161620588988;
    const m = Math.floor((drawn + 1) * (few + 1) / (total + 2));
    const logs = (k) => logFactorial(k) + logFactorial(few - k) + logFactorial(drawn - k) + logFactorial(many - drawn + k);
    const g = logs(m);
    const b = Math.min(Math.min(drawn, few) + 1, Math.floor(a + 16 * c));
    let k;
    for (;;) {
      const u = this.double();
      const v = this.double();
      const x = a + h * (v - 0.5) / u;
      if (x < 0 || x >= b) continue;
      k = Math.floor(x);
      const t = g - logs(k);
      if (u * (4 - u) - 3 <= t) break;
      if (u * (u - t) >= 1) continue;
      if (2 * Math.log(u) <= t) break;
    }
    if (good > bad) k = drawn - k;
    return drawn < sample ? good - k : k;
  }
}

// How often something happens in n trials.
Generator.prototype.binomial = function binomial(n, p) {
  if (!n || !p) return 0;
  const isRare = p <= 0.5;
  const rare = isRare ? p : 1 - p;
  const found = rare * n <= 30 ? this.inverted(n, rare) : this.accepted(n, rare);
  return isRare ? found : n - found;
};

Generator.prototype.inverted = function inverted(n, p) {
  const q = 1 - p;
  const first = Math.exp(n * Math.log1p(-p));
  const mean = n * p;
  const bound = Math.trunc(Math.min(n, mean + 10 * Math.sqrt(mean * q + 1)));
  let found = 0;
  let px = first;
  let u = this.double();
  while (u > px) {
    found += 1;
    if (found > bound) {
      found = 0;
      px = first;
      u = this.double();
    } else {
      u -= px;
      px = ((n - found + 1) * p * px) / (found * q);
    }
  }
  return found;
};

// Drawn by acceptance in four regions; p is at most one half.
Generator.prototype.accepted = function accepted(n, p) {
  const q = 1 - p;
  const fm = n * p + p;
  const m = Math.floor(fm);
  const p1 = Math.floor(2.195 * Math.sqrt(n * p * q) - 4.6 * q) + 0.5;
  const xm = m + 0.5;
  const [xl, xr] = [xm - p1, xm + p1];
  const c = 0.134 + 20.5 / (15.3 + m);
  let a = (fm - xl) / (fm - xl * p);
  const laml = a * (1 + a / 2);
  a = (xr - fm) / (xr * q);
  const lamr = a * (1 + a / 2);
  const p2 = p1 * (1 + 2 * c);
  const p3 = p2 + c / laml;
  const p4 = p3 + c / lamr;
  const nrq = n * p * q;
  for (;;) {
    const u = this.double() * p4;
    let v = this.double();
    if (u <= p1) return Math.floor(xm - p1 * v + u);
    let y;
    if (u <= p2) {
      const x = xl + (u - p1) / c;
      v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
      if (v > 1) continue;
      y = Math.floor(x);
    } else if (u <= p3) {
      y = v ? Math.floor(xl + Math.log(v) / laml) : -1;
      if (y < 0) continue;
      v = v * (u - p2) * laml;
    } else {
      y = v ? Math.floor(xr - Math.log(v) / lamr) : n + 1;
      if (y > n) continue;
      v = v * (u - p3) * lamr;
    }
    if (fits(y, v, n, m, p, q, nrq, xm)) return y;
  }
};

function fits(y, v, n, m, r, q, nrq, xm) {
  const k = Math.abs(y - m);
  if (!(k > 20 && k < nrq / 2 - 1)) {
    const s = r / q;
    const a = s * (n + 1);
    let f = 1;
    for (let i = m + 1; i <= y; i += 1) f *= a / i - s;
    for (let i = y + 1; i <= m; i += 1) f /= a / i - s;
    return v <= f;
  }
  const rho = (k / nrq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / nrq + 0.5);
  const t = -k * k / (2 * nrq);
  const log = Math.log(v);
  if (log < t - rho) return true;
  if (log > t + rho) return false;
  const [x1, f1, z, w] = [y + 1, m + 1, n + 1 - m, n - y + 1];
  const bound = xm * Math.log(f1 / x1) + (n - m + 0.5) * Math.log(z / w) + (y - m) * Math.log(w * r / (x1 * q));
  return log <= bound + tail(f1) + tail(z) + tail(x1) + tail(w);
}

function tail(x) {
  const square = x * x;
  return (13680 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / x / 166320;
}

// Fill the rows of `out` with how often each of some cases comes up in `total` trials, by their shares.
export function multinomial(words, total, givenShares, givenOut) {
  const generator = new Generator(words.toJs());
  const views = [givenShares.getBuffer("f64"), givenOut.getBuffer("i32")];
  const [shares, out] = views.map(({ data }) => data);
  for (let start = 0; start < out.length; start += shares.length) {
    let left = total;
    let rest = 1;
    for (let place = 0; place < shares.length - 1 && left > 0; place += 1) {
      out[start + place] = generator.binomial(left, shares[place] / rest);
      left -= out[start + place];
      rest -= shares[place];
    }
    if (left > 0) out[start + shares.length - 1] = left;
  }
  for (const view of views) view.release();
  return generator.words();
}

// Fill `out` with how many of each sample are good ones; all four are arrays of Python of 32-bit numbers.
export function hypergeometric(words, ...given) {
  const generator = new Generator(words.toJs());
  const views = given.map((one) => one.getBuffer("i32"));
  const [good, bad, sample, out] = views.map(({ data }) => data);
  for (let place = 0; place < out.length; place += 1) out[place] = generator.ofUrn(good[place], bad[place], sample[place]);
  for (const view of views) view.release();
  return generator.words();
}
