// Made-up sentences in the languages that legacy encodings were made for.

/** Sentences by language; each has letters outside ASCII. */
export const SENTENCES = {
  pt: [
    "A menina abriu a porta e não viu ninguém na estação.",
    "O avô contou histórias de corações, pães e canções até amanhã.",
    "Você já comeu maçã com açúcar? É ótimo no verão!",
  ],
  es: [
    "El niño corrió mañana por la montaña con su perrito.",
    "¿Dónde está la canción que cantó mi tía en el jardín?",
    "Los árboles también sueñan cuando llega el otoño.",
  ],
  fr: [
    "L’été dernier, le garçon a mangé des crêpes à la forêt.",
    "Où êtes-vous allés après la leçon de géographie ?",
    "Le maître a répété que l’élève était très sage.",
  ],
  de: [
    "Die Mädchen hören gerne schöne Märchen über Füchse.",
    "Im Frühling blühen grüne Bäume an der Straße.",
    "Der Bäcker verkauft süße Brötchen und große Kuchen.",
  ],
  it: [
    "La città è più bella perché c’è il sole già al mattino.",
    "Domani andrò al mercato, così comprerò del caffè.",
    "Lunedì la libertà sarà la qualità più cara.",
  ],
  sv: [
    "Flickan åt äpplen på ön och såg en räv i skogen.",
    "Även när det är kallt går vi till sjön för att åka skridskor.",
    "Björnen på ängen följde älgen över ån.",
  ],
  fi: [
    "Tyttö näki järvellä pienen veneen ja söi jäätelöä.",
    "Yöllä metsässä hyppii jäniksiä ja kettuja.",
    "Äiti keittää hyvää kahvia keittiössä.",
  ],
  da: [
    "Den lille pige så på søen og spiste æbler på bænken.",
    "Færgen går til øen, når vejret bliver roligt.",
    "Årets bedste brød blev bagt på gården.",
  ],
  pl: [
    "Dziewczynka zjadła jabłko i poszła na łąkę z psem.",
    "Książka leży obok żółtej gęsi pod dużym dębem.",
    "Wieczorem słońce świeci już bardzo słabo, więc śpimy.",
  ],
  cs: [
    "Dívka šla přes řeku a viděla žluté květiny na louce.",
    "Příliš mnoho dětí běželo kolem našeho domu.",
    "Večer svítí měsíc a kočka spí u pece.",
  ],
  hu: [
    "A kislány átment a hídon és látott egy fehér nyulat.",
    "Az őszi erdőben sok gyönyörű gomba nő a fák között.",
    "Tegnap este főztünk egy jó gulyást a tűzhelyen.",
  ],
  ro: [
    "Fetiţa mea a văzut o pisică albă lângă casă.",
    "În grădină sunt multe flori şi câţiva copaci înalţi.",
    "Băiatul citeşte o carte frumoasă în fiecare dimineaţă.",
  ],
  ru: [
    "Маленький котик сидит на окне и смотрит на снег.",
    "Мы поём песни в школе, а потом идём домой.",
    "Бабушка печёт вкусные пироги с яблоками каждое воскресенье.",
  ],
  uk: [
    "Дівчинка пішла до лісу і побачила білого зайця.",
    "Їжак їсть яблука під великим деревом біля хати.",
    "Увечері ми співаємо пісень і п’ємо чай.",
  ],
  bg: [
    "Момичето отиде до реката и видя бяла птица.",
    "Баба ми прави вкусна баница всяка неделя сутрин.",
    "Вечерта слънцето залязва зад високата планина.",
  ],
  el: [
    "Το κορίτσι άνοιξε την πόρτα και είδε τη θάλασσα.",
    "Η γιαγιά μαγειρεύει νόστιμο φαγητό κάθε Κυριακή.",
    "Το βράδυ τα παιδιά παίζουν στην πλατεία του χωριού.",
  ],
  tr: [
    "Küçük kız kapıyı açtı ve bahçede bir kuş gördü.",
    "Annem her sabah çay yapıyor ve ekmek alıyor.",
    "Akşam güneş dağların arkasında batıyor, çocuklar uyuyor.",
  ],
  he: [
    "הילדה פתחה את הדלת וראתה חתול לבן בגינה.",
    "סבתא אופה עוגה טעימה בכל יום שישי.",
    "בערב השמש שוקעת מאחורי ההרים הגבוהים.",
  ],
  ar: [
    "فتحت البنت الباب ورأت قطة بيضاء في الحديقة.",
    "جدتي تطبخ طعاما لذيذا كل يوم جمعة.",
    "في المساء تغرب الشمس خلف الجبال العالية.",
  ],
  th: ["เด็กหญิงเปิดประตูและเห็นแมวสีขาวในสวน", "คุณยายทำอาหารอร่อยทุกวันอาทิตย์", "ตอนเย็นพระอาทิตย์ตกหลังภูเขาสูง"],
  lt: [
    "Mergaitė atidarė duris ir pamatė baltą katę sode.",
    "Močiutė kiekvieną šeštadienį kepa skanų pyragą.",
    "Vakare saulė leidžiasi už aukštų kalnų.",
  ],
  vi: ["Cô bé mở cửa và thấy con mèo trắng trong vườn."],
  zh: [
    "小女孩打开门，看见花园里有一只白色的猫。",
    "奶奶每个星期天都做很好吃的饭。",
    "晚上太阳落在高高的山后面，孩子们都睡觉了。",
  ],
  "zh-tw": [
    "小女孩打開門，看見花園裡有一隻白色的貓。",
    "奶奶每個星期天都做很好吃的飯。",
    "晚上太陽落在高高的山後面，孩子們都睡覺了。",
  ],
  ja: [
    "女の子がドアを開けると、庭に白い猫がいました。",
    "おばあさんは毎週日曜日においしいご飯を作ります。",
    "夕方、太陽が高い山の向こうに沈みます。",
  ],
  ko: [
    "여자아이가 문을 열고 정원에 있는 하얀 고양이를 보았다.",
    "할머니는 매주 일요일에 맛있는 음식을 만드신다.",
    "저녁에 해가 높은 산 뒤로 지고 아이들은 잠을 잔다.",
  ],
} as const;
