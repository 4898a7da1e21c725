# Writes the files of the HTML player as C++ strings: cmake -DFOLDER=… -DOUT=… -P embed.cmake
# The hashes let the page's content security policy name exactly these texts.

file(READ ${FOLDER}/page.html page)
file(READ ${FOLDER}/player.css style)
set(script "")
foreach(file IN ITEMS lookup drawing telling player)
    file(READ ${FOLDER}/${file}.js text)
    string(APPEND script "${text}\n")
endforeach()

set(code "// Made by app/export/html/embed.cmake.\n#include \"app/export/html/html_parts.h\"\n\nnamespace stridelens::html {\n")
foreach(part IN ITEMS page style script)
    string(APPEND code "\nconst char* const ${part} = R\"~embedded~(${${part}})~embedded~\";\n")
endforeach()
foreach(part IN ITEMS style script)
    string(SHA256 sha256 "${${part}}")
    string(APPEND code "\nconst char* const ${part}_sha256 = \"${sha256}\";\n")
endforeach()
string(APPEND code "\n}  // namespace stridelens::html\n")
file(WRITE ${OUT} "${code}")
