#include "app/media/filetype.h"
#include "tests/testregistry.h"

#include <QTest>

using namespace sendscope;
using namespace Qt::StringLiterals;
using media::FileType;

class FileTypeTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsByContent_data();
    void tellsByContent();
    void readsNoFurtherThanThereIs_data();
    void readsNoFurtherThanThereIs();
    void namesFilesHarmlessly_data();
    void namesFilesHarmlessly();
    void keepsNamesShort_data();
    void keepsNamesShort();
};

void FileTypeTest::tellsByContent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");

    const auto row = [](const char *label, const QByteArray &bytes, const QString &name) {
        QTest::newRow(label) << bytes << name;
    };
    const auto hex = [](const char *digits) { return QByteArray::fromHex(digits); };
    row("PNG", hex("89504e470d0a1a0a0000000d"), u"PNG"_s);
    row("JPEG", hex("ffd8ffe000104a464946"), u"JPEG"_s);
    row("GIF", "GIF89a\1\0", u"GIF"_s);
    row("WebP", hex("524946461a000000574542505650384c"), u"WebP"_s);
    row("BMP", hex("424d460000000000000036000000280000000200"), u"BMP"_s);
    row("text that begins with BM", "BMW sent you a message.", u"Text"_s);
    row("TIFF", hex("49492a0008000000"), u"TIFF"_s);
    row("TIFF, other end first", hex("4d4d002a00000008"), u"TIFF"_s);
    row("SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>", u"SVG"_s);
    row("SVG with a prolog",
        "\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg>\n<SVG>", u"SVG"_s);
    row("SMIL", "<smil><head/><body/></smil>", u"SMIL"_s);
    row("only a prolog", "<?xml version='1.0'?>", u"XML"_s);
    row("HTML", " \r\n<!DOCTYPE html><p>", u"HTML"_s);
    row("HTML in XML", "<?xml version='1.0'?><html>", u"HTML"_s);
    row("a script", "<script>alert(1)</script>", u"HTML"_s);
    row("vCard", "BEGIN:VCARD\r\nVERSION:3.0\r\n", u"vCard"_s);
    row("vCard in small letters", "begin:vcard\n", u"vCard"_s);
    row("text", "Gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\n", u"Text"_s);
    row("text with a sign", "< 5 and > 3", u"Text"_s);
    row("PDF", "%PDF-1.7\n", u"PDF"_s);
    row("MP4", hex("00000018667479706d703432"), u"Video"_s);
    row("3GP", hex("00000018667479703367703400"), u"Video"_s);
    row("QuickTime", hex("00000014667479707174202000"), u"Video"_s);
    row("M4A", hex("00000020667479704d344120"), u"Audio"_s);
    row("WebM", hex("1a45dfa39f428681"), u"Video"_s);
    row("AVI", hex("524946460000000041564920"), u"Video"_s);
    row("WAV", hex("524946460000000057415645"), u"Audio"_s);
    row("AMR", "#!AMR\n<", u"Audio"_s);
    row("MP3", hex("fffb9064"), u"Audio"_s);
    row("MP3 with a title", "ID3\3\0", u"Audio"_s);
    row("Ogg", "OggS" + QByteArray(24, '\0') + "\x01vorbis", u"Audio"_s);
    row("Ogg video", "OggS" + QByteArray(24, '\0') + "\x80theora", u"Video"_s);
    row("HEIC", hex("00000018667479706865696300"), u"HEIC"_s);
    row("other RIFF", hex("524946460000000041424344"), QString());
    row("nothing", "", QString());
    row("no UTF-8", "caf\xe9", QString());
    row("a NUL", QByteArray("ab\0c", 4), QString());
    row("a program", hex("7f454c46020101"), QString());
    row("another program", "MZ\x90", QString());
    row("ZIP", "PK\3\4", QString());
}

void FileTypeTest::tellsByContent()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, name);

    QCOMPARE(media::typeName(media::sniff(bytes)), name);
}

void FileTypeTest::readsNoFurtherThanThereIs_data()
{
    tellsByContent_data();
}

/// Cut anywhere, a file is something or nothing; the sanitizer says if more was read.
void FileTypeTest::readsNoFurtherThanThereIs()
{
    QFETCH(const QByteArray, bytes);

    for (qsizetype length = 0; length < bytes.size(); ++length) {
        const auto cut = std::make_unique<char[]>(size_t(length));
        std::copy_n(bytes.begin(), length, cut.get());
        const FileType type = media::sniff(QByteArrayView(cut.get(), length));
        QVERIFY(length > 0 || type == FileType::Unknown);
    }
}

void FileTypeTest::namesFilesHarmlessly_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<FileType>("type");
    QTest::addColumn<QString>("name");

    const auto row = [](const char *label, const QString &path, FileType type,
                        const QString &name) { QTest::newRow(label) << path << type << name; };
    row("as it is", u"/m/photo.png"_s, FileType::Png, u"photo.png"_s);
    row("another spelling of the type", u"/photo.JPEG"_s, FileType::Jpeg, u"photo.jpeg"_s);
    row("a lie", u"/photo.png"_s, FileType::Jpeg, u"photo.jpg"_s);
    row("a program", u"/photo.exe"_s, FileType::Unknown, u"photo.bin"_s);
    row("two extensions", u"/photo.png.exe"_s, FileType::Png, u"photo.png.png"_s);
    row("no extension", u"/media/0"_s, FileType::Gif, u"0.gif"_s);
    row("a query", u"/a.gif?b=/../c.exe"_s, FileType::Gif, u"a.gif"_s);
    row("no name", u"/"_s, FileType::Text, u"media.txt"_s);
    row("no path", QString(), FileType::Text, u"media.txt"_s);
    row("the folder above", u"/a/%2e%2e"_s, FileType::Png, u"media.png"_s);
    row("a path in the name", u"/%2Fetc%2Fpasswd"_s, FileType::Text, u"_etc_passwd.txt"_s);
    row("a path of Windows", u"/..%5C..%5Cx.exe"_s, FileType::Unknown, u"_.._x.bin"_s);
    row("hidden", u"/.bashrc"_s, FileType::Text, u"bashrc.txt"_s);
    row("an option", u"/--help"_s, FileType::Text, u"help.txt"_s);
    row("a device", u"/con.txt"_s, FileType::Text, u"_con.txt"_s);
    row("a device with more", u"/Com1.a.txt"_s, FileType::Text, u"_Com1.a.txt"_s);
    row("lines and NUL", u"/a%0ab%00c.txt"_s, FileType::Text, u"a_b_c.txt"_s);
    row("turned round", u"/a%E2%80%AEgpj.exe"_s, FileType::Unknown, u"a_gpj.bin"_s);
    row("for a shell", u"/a%22b*c%3Fd%7Ce.txt"_s, FileType::Text, u"a_b_c_d_e.txt"_s);
    row("other letters", u"/Gr%C3%BC%C3%9Fe%F0%9F%98%80.png"_s, FileType::Png,
        u"Gr\u00fc\u00dfe😀.png"_s);
    row("no UTF-8", u"/caf%E9.png"_s, FileType::Png, u"caf_.png"_s);
    row("dots and blanks at the end", u"/a.%20.%20"_s, FileType::Png, u"a.png"_s);
}

void FileTypeTest::namesFilesHarmlessly()
{
    QFETCH(const QString, path);
    QFETCH(const FileType, type);
    QFETCH(const QString, name);

    QCOMPARE(media::safeFileName(u"https://example.com"_s + path, type), name);
}

void FileTypeTest::keepsNamesShort_data()
{
    QTest::addColumn<QString>("letter");

    QTest::newRow("one byte") << u"a"_s;
    QTest::newRow("two bytes") << u"\u00fc"_s;
    QTest::newRow("four bytes") << u"😀"_s;
}

void FileTypeTest::keepsNamesShort()
{
    QFETCH(const QString, letter);

    const QString name =
        media::safeFileName(u"https://example.com/"_s + letter.repeated(300), FileType::Png);

    QVERIFY(name.toUtf8().size() <= 120);
    QVERIFY(name.toUtf8().size() > 110);
    QVERIFY(name.endsWith(letter + u".png"_s));
}

SENDSCOPE_TEST(FileTypeTest, filetype)
#include "tst_filetype.moc"
